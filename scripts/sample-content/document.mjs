/**
 * A PDF of two pages, written by hand.
 *
 * @module
 */

/** @param {string} operators */
const stream = (operators) => `<< /Length ${operators.length} >>\nstream\n${operators}\nendstream`;

/** @param {number} size @param {number} y @param {string} words */
const line = (size, y, words) => `BT /F1 ${size} Tf 72 ${y} Td (${words}) Tj ET`;

const FIRST = [
  '0.15 0.29 0.43 rg 0 700 595 142 re f 1 1 1 rg',
  line(28, 760, 'Summer Campaign'),
  line(14, 732, 'Fact sheet'),
  '0.2 0.2 0.2 rg',
  line(12, 640, 'The coast, the light and the long evenings.'),
  line(12, 620, 'Pictures: see the folder "hero". Social media: see "social".'),
  '0.95 0.45 0.2 rg 72 420 120 120 re f 0.97 0.78 0.31 rg 212 420 120 120 re f 0.26 0.67 0.55 rg 352 420 120 120 re f',
].join('\n');
const SECOND = ['0.2 0.2 0.2 rg', line(18, 760, 'Contact'), line(12, 730, 'press@example.com')].join('\n');

/** @returns {Buffer} */
export function factSheet() {
  const page = (/** @type {number} */ content) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 7 0 R >> >> /Contents ${content} 0 R >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    stream(FIRST),
    stream(SECOND),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Title (Summer Campaign: fact sheet) /Producer (oakling) >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 8 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
