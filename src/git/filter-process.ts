/**
 * git's long-running filter process, version 2 (gitattributes, "Long Running Filter Process"): one process
 * strips all files of a `git add`, where one per file would take minutes.
 *
 * @module
 */
import { FLUSH, packetLists, packets, textPacket } from './packet-lines.ts';

/** Strips a file on its way into git; the very bytes when there is nothing to strip. */
export type CleanFilter = (bytes: Buffer, file: string) => Buffer;

/**
 * Serves one git until it closes the stream. A file on which the filter throws passes as it is.
 * @throws Error when the other side speaks something else
 */
export async function serveFilter(
  input: AsyncIterable<Uint8Array>,
  write: (bytes: Buffer) => void,
  clean: CleanFilter,
): Promise<void> {
  const lists = packetLists(input);
  const next = async () => (await lists.next()).value as Buffer[] | undefined;
  const welcome = linesOf(await next());
  if (welcome[0] !== 'git-filter-client' || !welcome.includes('version=2')) {
    throw new Error('only git itself calls this, as a filter process of version 2');
  }
  write(Buffer.concat([textPacket('git-filter-server'), textPacket('version=2'), FLUSH]));
  await next();
  write(Buffer.concat([textPacket('capability=clean'), FLUSH]));
  for (let request = await next(); request !== undefined; request = await next()) {
    const file = linesOf(request)
      .find((line) => line.startsWith('pathname='))
      ?.slice('pathname='.length);
    const content = Buffer.concat((await next()) ?? []);
    const cleaned = stripped(content, file ?? '', clean);
    write(Buffer.concat([textPacket('status=success'), FLUSH, ...packets(cleaned), FLUSH, FLUSH]));
  }
}

/** A commit must not fail for what nobody foresaw in a file. */
function stripped(content: Buffer, file: string, clean: CleanFilter): Buffer {
  try {
    return clean(content, file);
  } catch {
    return content;
  }
}

function linesOf(list: readonly Buffer[] | undefined): string[] {
  return (list ?? []).map((line) => line.toString('utf8').replace(/\n$/, ''));
}
