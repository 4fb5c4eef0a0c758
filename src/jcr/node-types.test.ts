import { describe, expect, it } from 'vitest';
import { builtInTypes, isOrderable } from './node-types.ts';
import { parseCnd } from './parse-cnd.ts';

describe('node types', () => {
  it.each([
    ['nt:unstructured', true],
    ['sling:OrderedFolder', true],
    ['cq:Page', true],
    ['cq:Tag', true],
    ['sling:Folder', false],
    ['dam:Asset', false],
    ['dam:AssetContent', false],
    ['cq:ClientLibraryFolder', false],
    ['acme:Unknown', undefined],
    [undefined, undefined],
  ])('know whether %s keeps an order: %s', (type, expected) => {
    expect(isOrderable(type)).toBe(expected);
  });

  it('know what inherits from what', () => {
    const types = builtInTypes();
    expect(types.inherits('sling:OrderedFolder', 'nt:hierarchyNode')).toBe(true);
    expect(types.inherits('nt:unstructured', 'nt:base')).toBe(true);
    expect(types.inherits('nt:unstructured', 'nt:hierarchyNode')).toBe(false);
    expect(types.inherits('acme:Unknown', 'nt:base')).toBe(false);
    expect(types.definesChild('dam:Asset', 'jcr:content')).toBe(true);
    expect(types.defaultChildType('sling:OrderedFolder', 'a')).toBe('sling:OrderedFolder');
  });

  it('type what is written without a type', () => {
    const types = builtInTypes();
    expect(types.propertyType(['nt:file'], 'jcr:created', false)).toBe('Date');
    expect(types.propertyType(['nt:unstructured', 'mix:versionable'], 'jcr:isCheckedOut', false)).toBe(
      'Boolean',
    );
    expect(types.propertyType(['nt:unstructured'], 'anything', false)).toBeUndefined();
  });

  it('are extended by definitions of a tree', () => {
    const { types } = parseCnd('[acme:List] > nt:folder orderable', 'test');
    const extended = builtInTypes().with(types);
    expect(extended.isOrderable('acme:List')).toBe(true);
    expect(extended.inherits('acme:List', 'nt:hierarchyNode')).toBe(true);
    expect(isOrderable('acme:List')).toBeUndefined();
  });
});
