// Installs a package with the built library until killed. argv: zip, folder
import { installPackage } from '../../dist/index.js';

const [, , file = '', root = ''] = process.argv;
await installPackage({
  file,
  root,
  onProgress: (written, total) => {
    if (written === total) process.stdout.write('staged\n');
  },
});
process.stdout.write('done\n');
