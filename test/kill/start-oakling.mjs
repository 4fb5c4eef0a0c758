// Opens a tree with the built library and works on it until killed. argv: folder
import { createOakling } from '../../dist/index.js';

const [, , root = ''] = process.argv;
const oakling = await createOakling({ root, mount: '/content/dam', watch: { mode: 'chokidar' } });
oakling.on((event) => process.stdout.write(`${JSON.stringify(event)}\n`));
setInterval(() => {}, 1000);
