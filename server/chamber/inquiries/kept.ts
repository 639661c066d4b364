import { InquiryArchive } from '../../../shared/inquiry/archive.ts';
import type { PublicQuestion } from '../../../shared/inquiry/views.ts';
import type { RunningInquiry } from './running.ts';

/** What is to be kept of an inquiry: its public record as it is now, and no viewer's name. */
export async function archiveOfInquiry(running: RunningInquiry): Promise<InquiryArchive> {
  await running.refresh();
  const { inquiryId, sittingId, code, version } = running.inquiry;
  const live = running.galleryView();
  const record = running.record();
  return InquiryArchive.parse({
    format: 'yishi-inquiry-archive-1',
    inquiryId,
    sittingId,
    code,
    version,
    chainHead: running.live.chainHead,
    live: { ...live, questions: unsigned(live.questions) },
    record: { ...record, questions: unsigned(record.questions) },
  } satisfies InquiryArchive);
}

function unsigned(questions: Readonly<Record<string, PublicQuestion>>): Record<string, PublicQuestion> {
  return Object.fromEntries(
    Object.entries(questions).map(([id, question]) => {
      const { name: _, ...rest } = question;
      return [id, question.source === 'public' ? rest : question];
    }),
  );
}
