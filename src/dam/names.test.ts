import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableName, checkAssetName, checkFolderName, folderNameOf } from './names.ts';

describe('asset names', () => {
  it.each([...'*/:[\\]|#%{}?&'])('must not contain %s', (character) => {
    expect(checkAssetName(`a${character}b.jpg`)?.code).toBe('name.illegal');
  });

  it.each(['Hero 1.jpg', 'größe.PNG', 'a;b=c.jpg', "it's (1)+.jpg", '.hidden', '😀.jpg', 'a"b^c.jpg'])(
    'may be %s',
    (name) => {
      expect(checkAssetName(name)).toBeUndefined();
    },
  );

  it.each(['', '.', '..', ' a.jpg', 'a.jpg ', 'a\u0000.jpg', 'a\tb.jpg', 'a\u0085.jpg'])(
    'must not be %j',
    (name) => {
      expect(checkAssetName(name)?.code).toBe('name.illegal');
    },
  );

  it('are refused in AEM’s words, naming each character once', () => {
    expect(checkAssetName('a?b?c&\u0007.jpg')?.message).toBe(
      'Characters ? & U+0007 are not allowed in the file name.',
    );
  });
});

describe('folder names', () => {
  it.each([...'*/:[\\]|#%{}?&".^;+\t'])('of new folders must not contain %s', (character) => {
    expect(checkFolderName(`a${character}b`)?.code).toBe('name.illegal');
  });

  it.each(['2024.q3', 'a+b', 'Summer Sale', 'rates;%', ' padded'])(
    'that exist may be %j, which the dialog refuses or replaces',
    (name) => {
      expect(checkFolderName(name, 'existing')).toBeUndefined();
    },
  );

  it.each(['a:b', 'a[1]', 'a|b', '..', ''])('can never be %j', (name) => {
    expect(checkFolderName(name, 'existing')?.code).toBe('name.illegal');
  });

  it('keep subassets for AEM', () => {
    expect(checkFolderName('subassets')?.code).toBe('name.reserved');
    expect(checkFolderName('subassets', 'existing')?.code).toBe('name.reserved');
    expect(checkFolderName('subassets2')).toBeUndefined();
  });

  it('are derived from titles', () => {
    expect(folderNameOf('Summer Sale: 50% off!')).toBe('summer-sale--50--off!');
  });

  it('derived from a title are always accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (title) => {
        fc.pre(title.trim() !== '' && folderNameOf(title) !== 'subassets');
        expect(checkFolderName(folderNameOf(title))).toBeUndefined();
      }),
    );
  });
});

describe('the next free name', () => {
  const among = (...taken: string[]) => availableName(taken[0] ?? '', (name) => taken.includes(name));

  it('counts directly after the base name', () => {
    expect(among('image.jpg')).toBe('image1.jpg');
    expect(among('image.jpg', 'image1.jpg', 'image2.jpg')).toBe('image3.jpg');
    expect(among('archive.tar.gz')).toBe('archive.tar1.gz');
    expect(among('Square')).toBe('Square1');
    expect(among('.htaccess')).toBe('.htaccess1');
  });

  it('leaves a free name alone', () => {
    expect(availableName('image.jpg', () => false)).toBe('image.jpg');
  });
});
