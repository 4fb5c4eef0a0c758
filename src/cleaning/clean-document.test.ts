import { describe, expect, it } from 'vitest';
import { docviewFormat } from '../docview/docview-format.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { cleanDocument } from './clean-document.ts';
import { type CleanOptions, cleanRule } from './clean-rules.ts';
import { cleanBytes } from './clean-text.ts';

const ROOT = '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:cq="http://www.day.com/jcr/cq/1.0"';

function cleaned(text: string, options: CleanOptions = {}, format = docviewFormat) {
  const { document } = format.parse(text, 'test');
  if (!document) throw new Error('the test file cannot be parsed');
  return cleanDocument(document, cleanRule(options));
}

describe('cleaning', () => {
  it('takes out publish state and last modification, wherever they stand, and nothing else', () => {
    const text = [
      ROOT,
      '    cq:lastReplicated="{Date}2020-01-01T00:00:00.000Z"',
      '    jcr:primaryType="dam:Asset"',
      '    jcr:uuid="u">',
      '    <!-- theirs -->',
      '    <jcr:content',
      '        cq:lastReplicationAction_publish="Activate"',
      '        jcr:lastModifiedBy="admin"',
      '        jcr:primaryType="dam:AssetContent"',
      '        status="Finished"/>',
      '</jcr:root>',
    ];
    const { text: after, removed } = cleaned(text.join('\n'));
    const kept = text.filter((line) => !/lastReplicat|lastModified/.test(line));
    expect(after).toBe(kept.join('\n').replace(/ xmlns:cq="[^"]*"/, ''));
    expect(removed).toEqual(['cq:lastReplicated', 'cq:lastReplicationAction_publish', 'jcr:lastModifiedBy']);
  });

  it('takes out the mixin of the replication status, and keeps the others', () => {
    const { text } = cleaned(
      `${ROOT} jcr:mixinTypes="[cq:ReplicationStatus,mix:referenceable]" jcr:primaryType="dam:Asset"/>`,
    );
    expect(text).toContain('jcr:mixinTypes="[mix:referenceable]"');
  });

  it.each<[string, CleanOptions, string[]]>([
    ['by default', {}, ['cq:lastModified', 'dam:scene7ID']],
    ['status alone', { lastModified: false }, ['dam:scene7ID']],
    ['last modification alone', { status: false }, ['cq:lastModified']],
    ['identities on request', { uuid: true }, ['cq:lastModified', 'dam:scene7ID', 'jcr:uuid']],
    ['more by name', { properties: ['oak:*', 'a.b'] }, ['cq:lastModified', 'dam:scene7ID', 'oak:x', 'a.b']],
    [
      'never what makes the node',
      { properties: ['*'], status: false, lastModified: false },
      ['cq:lastModified', 'dam:scene7ID', 'jcr:uuid', 'oak:x', 'a.b', 'aXb'],
    ],
  ])('%s', (_, options, removed) => {
    const names = ['cq:lastModified', 'dam:scene7ID', 'jcr:uuid', 'oak:x', 'a.b', 'aXb', 'jcr:primaryType'];
    const rule = cleanRule(options);
    expect(names.filter(rule)).toEqual(removed);
  });

  it.each([
    ['nothing uses any more', 'dam:scene7ID="x"', '', ''],
    ['are used elsewhere', 'dam:scene7ID="x" dam:size="3"', '', ' xmlns:dam="d"'],
    ['stand in a text', 'dam:scene7ID="x" text="see dam:size"', '', ' xmlns:dam="d"'],
    ['stand in a comment', 'dam:scene7ID="x"', '<!-- dam:size -->', ' xmlns:dam="d"'],
    ['had no use before', 'cq:lastReplicated="x"', '', ' xmlns:dam="d"'],
  ])('treats namespaces that %s', (_, attributes, comment, expected) => {
    const text = `${comment}<jcr:root xmlns:jcr="j" xmlns:dam="d" ${attributes} jcr:primaryType="nt:folder"/>`;
    expect(
      / xmlns:dam="d"/.exec(cleaned(text.replace('"j"', '"http://www.jcp.org/jcr/1.0"')).text)?.[0] ?? '',
    ).toBe(expected);
  });

  it('leaves YAML comments where they are', () => {
    const text = '# mine\njcr:primaryType: dam:Asset\ndam:scene7ID: a|1 # gone\ntitle: kept # kept\n';
    expect(cleaned(text, {}, yamlFormat).text).toBe(
      '# mine\njcr:primaryType: dam:Asset\ntitle: kept # kept\n',
    );
  });

  it.each([
    ['what has nothing to strip', '.content.xml', `${ROOT} jcr:primaryType="nt:folder"/>`],
    ['what is no XML', '.content.xml', `${ROOT} cq:lastReplicated="x"`],
    ['what is no UTF-8', '.content.xml', Buffer.from([0xff, 0xfe, 0x3c])],
    ['YAML that is no node', 'a.b.yaml', 'cq:lastReplicated: x\n'],
    ['other files', 'a.txt', 'cq:lastReplicated: x\n'],
  ])('passes %s as the very bytes', (_, file, content) => {
    const bytes = Buffer.from(content);
    expect(cleanBytes(bytes, file, cleanRule({}))).toBe(bytes);
  });
});
