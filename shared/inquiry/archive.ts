import { z } from 'zod';
import { Digest, InquiryId, SittingId } from '../ids.ts';
import { JoinCode } from './gallery-protocol.ts';
import { GalleryView, PublicRecord } from './views.ts';

/**
 * What is kept of an inquiry once the personal data of its sitting is gone: what everyone could read on its page, without the
 * names with which viewers signed. The page stays.
 */
export const InquiryArchive = z.strictObject({
  format: z.literal('yishi-inquiry-archive-1'),
  inquiryId: InquiryId,
  sittingId: SittingId,
  code: JoinCode,
  /** How many entries the log had, and its last link: what a copy of it can be held against. */
  version: z.int(),
  chainHead: Digest,
  live: GalleryView,
  record: PublicRecord,
});
export type InquiryArchive = z.output<typeof InquiryArchive>;
