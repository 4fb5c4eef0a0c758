/**
 * The MIME type a file has by its name alone: FileVault's own short table, not oakling's detection
 * (facts on FileVault 3.4). What it does not name is `application/octet-stream`.
 *
 * @module
 */

const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/plain': 'txt jsp jspx jspf ecma esp xsl xslt dtd properties tld php rb bnd',
  'text/cnd': 'cnd',
  'text/x-java-source': 'java',
  'text/html': 'html htm',
  'text/xml': 'xml',
  'text/css': 'css less',
  'text/calendar': 'ics',
  'image/svg+xml': 'svg',
  'application/xliff+xml': 'xliff',
  'application/json': 'json',
  'application/javascript': 'js',
  'application/java-vm': 'class',
  'image/gif': 'gif',
  'image/png': 'png',
  'image/jpeg': 'jpeg jpg',
  'application/java-archive': 'jar',
  'application/pdf': 'pdf',
  'application/x-shockwave-flash': 'swf',
  'application/zip': 'zip',
  'image/vnd.microsoft.icon': 'ico',
  'application/x-font-woff': 'woff',
  'application/vnd.ms-fontobject': 'eot',
};

const BY_EXTENSION = new Map(
  Object.entries(EXTENSIONS).flatMap(([type, extensions]) =>
    extensions.split(' ').map((extension) => [extension, type] as const),
  ),
);

/** The MIME type FileVault gives a file of this JCR name that says none itself. */
export function mimeTypeByName(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return BY_EXTENSION.get(extension) ?? 'application/octet-stream';
}
