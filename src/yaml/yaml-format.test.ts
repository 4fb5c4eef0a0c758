import { describeNodeFormat } from '../format/node-format.contract.ts';
import { yamlFormat } from './yaml-format.ts';

describeNodeFormat(yamlFormat);
