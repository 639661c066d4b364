import { rollHttp } from '../../../shared/roll-protocol.ts';
import { asking } from '../../api.ts';

export const rollApi = asking(rollHttp);
