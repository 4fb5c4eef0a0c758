import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';

const FOLDER =
  '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0"\n    jcr:primaryType="sling:Folder">\n    <jcr:content\n        jcr:primaryType="nt:unstructured"\n        jcr:title="A"/>\n</jcr:root>\n';

function project() {
  const cwd = temporaryFolder();
  writeFiles(cwd, {
    'content/dam/a/.content.xml': FOLDER,
    'content/dam/a/f.txt': 'text',
    'content/dam/bad/.content.xml': '<jcr:root',
  });
  return cwd;
}

describe('oakling node', () => {
  it.each(['/content/dam/a', 'a', 'content/dam/a/.content.xml'])('shows the node at %s', async (path) => {
    const { stdout, stderr, code } = await runCli(['node', path], { cwd: project() });
    expect(stdout).toBe('jcr:primaryType: sling:Folder\njcr:content:\nf.txt:\n');
    expect(stderr).toContain('/content/dam/a  dam/a/.content.xml:1:1');
    expect(code).toBe(0);
  });

  it('tells programs of every node down to a depth, and of the files that hold it', async () => {
    const { stdout } = await runCli(['node', '--json', '--depth', 'all', '/content/dam/a'], {
      cwd: project(),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      tree: expect.any(String),
      nodes: [
        { path: '/content/dam/a', source: 'document', file: 'dam/a/.content.xml', line: 1, column: 1 },
        { path: '/content/dam/a/jcr:content', line: 3, column: 5, children: [] },
        {
          path: '/content/dam/a/f.txt',
          primaryType: 'nt:file',
          source: 'bytes',
          file: 'dam/a/f.txt',
          line: null,
        },
        {
          path: '/content/dam/a/f.txt/jcr:content',
          properties: { 'jcr:mimeType': { type: 'String', multiple: false, values: ['text/plain'] } },
          binaries: { 'jcr:data': ['dam/a/f.txt'] },
        },
      ],
    });
  });

  it('ends with code 1 where there is no node, or one nobody can read', async () => {
    const cwd = project();
    const missing = await runCli(['node', '/content/dam/none'], { cwd });
    expect(missing).toMatchObject({ code: 1, stderr: 'oakling: there is no node at /content/dam/none\n' });
    const unreadable = await runCli(['node', '/content/dam/bad'], { cwd });
    expect(unreadable.code).toBe(1);
    expect(unreadable.stderr).toContain('docview.syntax');
    expect((await runCli(['node', '--depth', 'x', 'a'], { cwd })).code).toBe(2);
  });
});
