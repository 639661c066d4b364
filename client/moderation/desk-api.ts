import { inquiryDeskHttp } from '../../shared/inquiry/log-protocol.ts';
import { asking } from '../api.ts';

/** What the moderation desk asks by HTTP. */
export const inquiryDeskApi = asking(inquiryDeskHttp);
