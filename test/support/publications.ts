/**
 * Assets to publish in tests: a vault asset on disk and the publication of it.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Publication } from '../../src/publish/targets/replication-target.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** When the assets of these tests were published. */
export const PUBLISHED_AT = '2026-05-04T03:02:01.000Z';

/** The node of an asset that is published everywhere. */
export const nodeText = (title = 'Hero', at = PUBLISHED_AT): string => `<?xml version="1.0" encoding="UTF-8"?>
<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dam="http://www.day.com/dam/1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:nt="http://www.jcp.org/jcr/nt/1.0" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
    jcr:primaryType="dam:Asset">
    <jcr:content
        cq:lastReplicated="{Date}${at}"
        cq:lastReplicationAction="Activate"
        jcr:primaryType="dam:AssetContent">
        <metadata
            dam:scene7FileStatus="PublishComplete"
            dam:scene7PublishTimeStamp="{Date}${at}"
            dc:format="image/jpeg"
            dc:title="${title}"
            jcr:primaryType="nt:unstructured"
            tiff:ImageLength="{Long}600"
            tiff:ImageWidth="{Long}800"/>
    </jcr:content>
</jcr:root>
`;

/** What an asset of a test is made of. */
export interface TestAsset {
  readonly original?: string | Buffer;
  readonly node?: string;
  readonly renditions?: Readonly<Record<string, string>>;
}

/** Writes an asset into a folder of its own and answers its publication to AEM. */
export function publicationOf(path: string, asset: TestAsset = {}): Publication {
  const { original = `bytes of ${path}`, node = nodeText(), renditions = {} } = asset;
  const folder = temporaryFolder();
  const nodeFile = join(folder, '.content.xml');
  writeFileSync(nodeFile, node);
  mkdirSync(join(folder, 'renditions'));
  const bytes = join(folder, 'renditions', 'original');
  writeFileSync(bytes, original);
  const files = new Map(Object.keys(renditions).map((name) => [name, join(folder, 'renditions', name)]));
  for (const [name, file] of files) writeFileSync(file, renditions[name] ?? '');
  return {
    path,
    channel: 'aem',
    mimeType: 'image/jpeg',
    original: bytes,
    renditions: files,
    nodeFile,
    scene7File: 'company/hero',
  };
}
