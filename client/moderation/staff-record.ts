import type { DeskView } from '../../shared/inquiry/views.ts';
import type { InquiryRecord } from '../record/record.ts';

/** All questions of the desk in the form of the public ones: nothing of who asked, nothing of what stood there before it was masked. */
export function staffRecord(view: DeskView): InquiryRecord {
  const questions = Object.values(view.questions)
    .sort((a, b) => a.number - b.number)
    .map(({ number, shown, alias, deputyId, textVersion, originalText, claim, banned, ...rest }) => rest);
  return { ...view, questions };
}
