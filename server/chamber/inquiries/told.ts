import type { DepartmentId, QuestionId } from '../../../shared/ids.ts';
import type { InquiryEntry, InquiryEvent } from '../../../shared/inquiry/events.ts';
import { inquiryEntryHash } from '../../../shared/inquiry/evolve.ts';
import type { ToldInquiryEntry, ToldInquiryEvent } from '../../../shared/inquiry/log-protocol.ts';
import type { Inquiry, Respondent } from '../../../shared/inquiry/state.ts';
import type { ToldBy } from '../../../shared/log-protocol.ts';
import type { Chained } from '../logs/contract.ts';

/** Puts an entry into what people know: questions by number, departments and people by name. */
export function toldInquiryEntry(
  { entry, link }: Chained<InquiryEntry>,
  inquiry: Inquiry,
  by: ToldBy,
): ToldInquiryEntry {
  const { version, at, event } = entry;
  const told = { type: event.type, ...about(event, inquiry) };
  return { version, at, by, event: told, entryHash: inquiryEntryHash(entry), link };
}

/** Each field is picked by hand: an event that is new tells nothing by itself. */
function about(event: InquiryEvent, inquiry: Inquiry): Omit<ToldInquiryEvent, 'type'> {
  const number = (questionId: QuestionId) => inquiry.questions.get(questionId)!.number;
  const one = (questionId: QuestionId) => ({ questions: [number(questionId)] });
  const several = (questionIds: readonly QuestionId[]) => ({ questions: questionIds.map(number) });
  const department = (id: DepartmentId | null) => {
    const name = inquiry.plan.departments.find(({ departmentId }) => departmentId === id)?.name;
    return name === undefined ? {} : { department: name };
  };
  const respondent = ({ departmentId, official }: Respondent) => ({
    ...department(departmentId),
    ...(official !== null && { official }),
  });
  const reason = (given: string | null) => (given === null ? {} : { reason: given });
  switch (event.type) {
    case 'InquiryPlanned':
    case 'PlanChanged':
      return { title: event.plan.title };
    case 'InquiryStarted':
    case 'InquiryEnded':
      return {};
    case 'BallotSet':
      return { count: event.paperId === null ? 0 : 1 };
    case 'SegmentSet':
      return { segment: event.segment };
    case 'StreamStartSet':
      return event.at === null ? {} : { at: event.at };
    case 'IntakeSet': {
      const { paused, slowSeconds, naming } = event;
      return { paused, slowSeconds, naming };
    }
    case 'BlockedWordsSet':
      return { count: event.words.length };
    case 'QueueSet':
      return { ...several(event.questionIds), count: event.questionIds.length };
    case 'QuestionAsked':
      return { ...one(event.questionId), ...reason(event.rejected) };
    case 'AnswerBegun':
    case 'AnsweredInWriting':
      return { ...one(event.questionId), ...respondent(event.respondent) };
    case 'QuestionFinished':
      return { ...one(event.questionId), outcome: event.outcome, ...reason(event.reason) };
    case 'QuestionPrepared':
      return { ...one(event.questionId), ...department(event.departmentId) };
    case 'AskerBanned':
      return { ...one(event.questionId), ...reason(event.reason) };
    case 'SpeechRequested':
    case 'QuestionPut':
    case 'FollowedUp':
    case 'QuestionReturned':
    case 'QuestionWithdrawn':
    case 'TurnWritten':
    case 'QuestionEdited':
    case 'QuestionUnmerged':
    case 'BanLifted':
      return one(event.questionId);
    case 'QuestionsRejected':
    case 'QuestionsReferred':
      return { ...several(event.questionIds), ...reason(event.reason) };
    case 'QuestionsLabelled':
      return { ...several(event.questionIds), label: event.label, on: event.on };
    case 'QuestionsAssigned':
      return { ...several(event.questionIds), ...department(event.departmentId) };
    case 'QuestionsMerged':
      return { ...several(event.questionIds), into: number(event.into) };
    case 'QuestionsClaimed':
    case 'QuestionsReleased':
    case 'QuestionsApproved':
    case 'QuestionsRestored':
      return several(event.questionIds);
    default:
      return event satisfies never;
  }
}
