import { inquiryHttp } from '../../shared/inquiry/protocol.ts';
import { asking } from '../api.ts';

/** Inquiries by HTTP, for staff. */
export const inquiryApi = asking(inquiryHttp);
