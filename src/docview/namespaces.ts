/**
 * Namespaces of well-known prefixes, needed when an edit uses a prefix its file does not declare.
 *
 * @module
 */

/** Answers the URI of a prefix, where it is known. */
export type Namespaces = (prefix: string) => string | undefined;

/** URI by prefix; sources: Jackrabbit's and AEM's registries, XMP and its schemas. */
export const WELL_KNOWN_NAMESPACES: Readonly<Record<string, string>> = {
  aem: 'http://www.adobe.com/aem/1.0',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  cq: 'http://www.day.com/jcr/cq/1.0',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  crx: 'http://www.day.com/crx/1.0',
  dam: 'http://www.day.com/dam/1.0',
  dc: 'http://purl.org/dc/elements/1.1/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  fd: 'http://www.adobe.com/aemfd/fd/1.0',
  granite: 'http://www.adobe.com/jcr/granite/1.0',
  illustrator: 'http://ns.adobe.com/illustrator/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  jcr: 'http://www.jcp.org/jcr/1.0',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  mix: 'http://www.jcp.org/jcr/mix/1.0',
  nt: 'http://www.jcp.org/jcr/nt/1.0',
  oak: 'http://jackrabbit.apache.org/oak/ns/1.0',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  psAux: 'http://ns.adobe.com/exif/1.0/aux/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rep: 'internal',
  sling: 'http://sling.apache.org/jcr/sling/1.0',
  slingevent: 'http://sling.apache.org/jcr/event/1.0',
  social: 'http://www.adobe.com/social/1.0',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  stFnt: 'http://ns.adobe.com/xap/1.0/sType/Font#',
  stRef: 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  vlt: 'http://www.day.com/jcr/vault/1.0',
  wcm: 'http://www.day.com/jcr/wcm/1.0',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  xmpG: 'http://ns.adobe.com/xap/1.0/g/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  xmpTPg: 'http://ns.adobe.com/xap/1.0/t/pg/',
};

/** The prefix of a qualified name; `undefined` without one. */
export function prefixOf(name: string): string | undefined {
  const colon = name.indexOf(':');
  return colon > 0 ? name.slice(0, colon) : undefined;
}

/**
 * The order in which FileVault since 3.4.2 declares prefixes: `jcr`, then a Java HashSet's iteration
 * order (facts on FileVault 1.1). `prefixes` come in document order.
 */
export function declarationOrder(prefixes: Iterable<string>): string[] {
  const others = [...new Set(prefixes)].filter((prefix) => prefix !== 'jcr' && prefix !== 'xml');
  let buckets = 16;
  // The set also holds jcr, and doubles when it is three quarters full.
  while (others.length + 1 > buckets * 0.75) buckets *= 2;
  const bucketOf = (prefix: string) => {
    let hash = 0;
    for (let i = 0; i < prefix.length; i++) hash = (Math.imul(31, hash) + prefix.charCodeAt(i)) | 0;
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return ['jcr', ...others.toSorted((a, b) => bucketOf(a) - bucketOf(b))];
}
