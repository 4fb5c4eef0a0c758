// A tree of assets like AEM's: four folder levels, 200 assets a leaf, nodes of about 3.4 KB.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LEAF = 200;

/**
 * @param {string} root
 * @param {number} count
 */
export function makeTree(root, count) {
  const bytes = Buffer.alloc(1024, 7);
  for (let i = 0; i < count; i++) {
    const leaf = Math.floor(i / LEAF);
    const folder = join(root, `brand-${leaf % 5}`, `year-${Math.floor(leaf / 5) % 10}`, `leaf-${leaf}`);
    if (i % LEAF === 0) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, '.content.xml'), folderNode(`leaf-${leaf}`));
    }
    const asset = join(folder, `hero-${i}.jpg`);
    mkdirSync(join(asset, '_jcr_content', 'renditions'), { recursive: true });
    writeFileSync(join(asset, '.content.xml'), assetNode(i));
    writeFileSync(join(asset, '_jcr_content', 'renditions', 'original'), bytes);
  }
}

const NAMESPACES =
  'xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:nt="http://www.jcp.org/jcr/nt/1.0" xmlns:mix="http://www.jcp.org/jcr/mix/1.0" xmlns:sling="http://sling.apache.org/jcr/sling/1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0" xmlns:dam="http://www.day.com/dam/1.0" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"';

/** @param {string} title */
function folderNode(title) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<jcr:root ${NAMESPACES}\n    jcr:primaryType="sling:Folder">\n    <jcr:content\n        jcr:primaryType="nt:unstructured"\n        jcr:title="${title}"/>\n</jcr:root>\n`;
}

/** @param {number} i */
function assetNode(i) {
  const hex = i.toString(16).padStart(12, '0');
  const more = Array.from(
    { length: 28 },
    (_, n) => `            exif:Property${n}="A value of ordinary length, number ${n} of asset ${i}"`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<jcr:root ${NAMESPACES}
    jcr:mixinTypes="[mix:referenceable]"
    jcr:primaryType="dam:Asset"
    jcr:uuid="00000000-0000-4000-8000-${hex}">
    <jcr:content
        cq:name="hero-${i}.jpg"
        dam:assetState="processed"
        jcr:lastModified="{Date}2026-01-02T03:04:05.678Z"
        jcr:lastModifiedBy="admin"
        jcr:primaryType="dam:AssetContent">
        <metadata
            dam:Fileformat="JPEG"
            dam:MIMEtype="image/jpeg"
            dam:scene7Name="hero-${i}"
            dam:sha1="${hex.repeat(4).slice(0, 40)}"
            dam:size="{Long}1024"
            dc:format="image/jpeg"
            dc:title="Hero number ${i}"
${more.join('\n')}
            jcr:mixinTypes="[cq:Taggable]"
            jcr:primaryType="nt:unstructured"
            tiff:ImageLength="{Long}1500"
            tiff:ImageWidth="{Long}2000"/>
        <related jcr:primaryType="nt:unstructured"/>
    </jcr:content>
</jcr:root>
`;
}
