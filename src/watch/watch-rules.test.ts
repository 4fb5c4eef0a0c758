import { describe, expect, it } from 'vitest';
import { ignoredBy } from './watch-rules.ts';

describe('what is not watched', () => {
  const rules = {
    ignoredNames: ['.git'],
    ignoredPatterns: ['~$', '^cq5?dam\\.'],
    shallowNames: ['_jcr_content'],
  };
  const ignored = ignoredBy(rules, '/home/.git/tree');

  it.each([
    ['/home/.git/tree', false],
    ['/home/.git/tree/a/.content.xml', false],
    ['/home/.git/tree/a/.git', true],
    ['/home/.git/tree/.git/objects/00', true],
    ['/home/.git/tree/.github', false],
    ['/home/.git/tree/a/photo.jpg~', true],
    ['/home/.git/tree/a~/photo.jpg', true],
    ['/home/.git/tree/a/_jcr_content', false],
    ['/home/.git/tree/a/_jcr_content/.content.xml', false],
    ['/home/.git/tree/a/_jcr_content/renditions/original', false],
    ['/home/.git/tree/a/_jcr_content/renditions/cq5dam.web.1280.1280.jpeg', true],
    ['/home/.git/tree/a/_jcr_content/renditions/other/deep', true],
    ['/home/.git/tree/a/_jcr_content/a/_jcr_content/b', true],
    ['/home/.git', true],
    ['/home/.git/treehouse', true],
  ])('%s: %s', (path, expected) => {
    expect(ignored(path)).toBe(expected);
  });

  it('is nothing where there are no rules', () => {
    const none = ignoredBy({ ignoredNames: [], ignoredPatterns: [], shallowNames: [] }, '/tree');
    expect(none('/tree/.git/_jcr_content/a/b/c')).toBe(false);
  });
});
