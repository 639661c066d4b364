import { staffHttp } from '../../shared/staff-protocol.ts';
import { asking } from '../api.ts';

/** Accounts, their owners and their log. */
export const staffApi = asking(staffHttp);
