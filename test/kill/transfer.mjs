// Opens a tree with the built library, begins one verb, and says so. argv: folder, verb, target, paths
import { createOakling } from '../../dist/index.js';

const [, , root = '', verb, to = '', ...paths] = process.argv;
const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
await oakling.idle();
process.stdout.write('begun\n');
if (verb === 'convert') await oakling.convert(paths, to === 'plain' ? 'plain' : 'vault');
else if (verb === 'move') await oakling.move(paths, to);
else await oakling.copy(paths, to);
await oakling.idle();
await oakling.close();
