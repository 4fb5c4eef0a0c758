// Publishes everything in one action and tells of each row that is done. argv: folder
import { createOakling } from '../../dist/index.js';

const oakling = await createOakling({
  root: process.argv[2] ?? '',
  mount: '/content/dam',
  renditions: false,
});
await oakling.idle();
const plan = await oakling.plan('publish', ['/content/dam/here']);
await oakling.apply(plan, ({ path }) => console.log(path));
await oakling.close();
