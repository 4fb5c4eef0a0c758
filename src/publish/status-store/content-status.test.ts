import { describe } from 'vitest';
import { CONTENT_STATUS } from './content-status.ts';
import { statusStoreContract } from './status-store.contract.ts';

describe('publish state in the node files', () => statusStoreContract(() => CONTENT_STATUS));
