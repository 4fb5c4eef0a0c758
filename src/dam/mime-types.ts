/**
 * MIME types by file extension, spelled as AEM and Dynamic Media spell them where they do
 * (source: AdobeDocs experience-manager-65.en `assets-formats.md` and `assets-3d.md`), else as IANA does.
 *
 * @module
 */

/** What is known to be nothing in particular. */
export const UNKNOWN_TYPE = 'application/octet-stream';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** One line a type: the type, then its extensions. */
const TABLE = `
image/jpeg jpg jpeg jpe jfif pjpeg
image/png png apng
image/gif gif
image/webp webp
image/avif avif
image/heic heic
image/heif heif
image/tiff tif tiff
image/bmp bmp dib
image/svg+xml svg
image/vnd.adobe.photoshop psd psb
image/vnd.microsoft.icon ico
image/jxl jxl
image/jp2 jp2
image/x-pict pict pct
image/vnd.fpx fpx
image/x-portable-anymap pnm
image/x-portable-bitmap pbm
image/x-portable-graymap pgm
image/x-portable-pixmap ppm
image/x-adobe-dng dng
image/x-canon-cr2 cr2
image/x-canon-cr3 cr3
image/x-nikon-nef nef
image/x-sony-arw arw
image/x-fujifilm-raf raf
image/x-olympus-orf orf
image/x-panasonic-rw2 rw2
application/postscript ps eps ai
application/x-indesign indd indt
application/vnd.adobe.indesign-idml-package idml
application/vnd.adobe.xd xd
application/vnd.adobe.xdp+xml xdp
application/x-sketch sketch
application/pdf pdf
video/mp4 mp4 mpg4
video/x-m4v m4v
video/quicktime mov qt
video/mpeg mpg mpeg m2v mpe
video/dvd vob
video/x-msvideo avi
video/x-ms-wmv wmv
video/x-ms-asf asf
video/webm webm
video/x-matroska mkv
video/ogg ogv
video/x-flv flv
video/x-f4v f4v
video/3gpp 3gp
video/3gpp2 3g2
video/mj2 mj2
audio/mpeg mp3 mp2
audio/mp4 m4a
audio/x-aac aac
audio/x-aiff aif aiff aifc
audio/x-wav wav
audio/x-ms-wma wma
audio/ogg ogg oga opus spx
audio/flac flac
audio/midi mid midi
audio/x-pn-realaudio ra ram
model/gltf-binary glb
model/gltf+json gltf
application/x-tgif obj
application/vnd.ms-pki.stl stl
model/vnd.usdz+zip usdz
model/3mf 3mf
model/vnd.collada+xml dae
application/x.autodesk.fbx fbx
application/vnd.dn dn
application/x-sbsar sbsar
text/plain txt text log
text/css css
text/csv csv
text/tab-separated-values tsv
text/html html htm
application/xhtml+xml xhtml
text/markdown md markdown
text/vtt vtt
application/x-subrip srt
application/ttml+xml ttml dfxp
text/calendar ics
text/vcard vcf
application/xml xml xsd
application/xslt+xml xsl xslt
application/rdf+xml rdf xmp
application/json json map
application/ld+json jsonld
application/geo+json geojson
application/yaml yaml yml
application/javascript js mjs
application/rtf rtf
application/msword doc dot
application/vnd.ms-excel xls xlt
application/vnd.ms-powerpoint ppt pps pot
application/vnd.ms-outlook msg
${OFFICE}.wordprocessingml.document docx
${OFFICE}.wordprocessingml.template dotx
${OFFICE}.spreadsheetml.sheet xlsx
${OFFICE}.spreadsheetml.template xltx
${OFFICE}.presentationml.presentation pptx
${OFFICE}.presentationml.slideshow ppsx
${OFFICE}.presentationml.template potx
${OPEN_DOCUMENT}.text odt
${OPEN_DOCUMENT}.spreadsheet ods
${OPEN_DOCUMENT}.presentation odp
${OPEN_DOCUMENT}.graphics odg
application/vnd.apple.pages pages
application/vnd.apple.numbers numbers
application/vnd.apple.keynote key
application/epub+zip epub
application/vnd.google-earth.kmz kmz
application/vnd.google-earth.kml+xml kml
application/zip zip
application/java-archive jar
application/x-tar tar
application/gzip gz tgz
application/x-bzip2 bz2
application/x-7z-compressed 7z
application/x-rar-compressed rar
application/vnd.iccprofile icc icm
application/x-shockwave-flash swf fla
application/x-font-ttf ttf ttc
application/x-font-otf otf
application/x-font-type1 pfb pfm afm
font/woff woff
font/woff2 woff2
application/vnd.ms-fontobject eot
application/wasm wasm
`;

const BY_EXTENSION: ReadonlyMap<string, string> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line) => {
      const [type = UNKNOWN_TYPE, ...extensions] = line.split(' ');
      return extensions.map((extension): [string, string] => [extension, type]);
    }),
);

/** The type a file name promises; `undefined` without an extension or for an unknown one. */
export function typeOfName(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : BY_EXTENSION.get(name.slice(dot + 1).toLowerCase());
}
