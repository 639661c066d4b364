import { canonicalHash } from '../bytes.ts';
import type { Digest, InquiryId, QuestionId } from '../ids.ts';
import type { InquiryEntry, InquiryEvent } from './events.ts';
import { evolveQuestion, setQuestions } from './evolve-question.ts';
import type { Asker, Inquiry, Question, QuestionSource } from './state.ts';

/**
 * Applies one logged event. Takes ownership of the inquiry, updates it in place and returns it; questions are replaced and
 * never changed, so that what is the same object is the same.
 */
export function evolveInquiry(inquiry: Inquiry, entry: InquiryEntry): Inquiry {
  if (entry.version !== inquiry.version + 1) {
    throw new Error(`version out of step: ${entry.version} after ${inquiry.version}`);
  }
  inquiry.version = entry.version;
  apply(inquiry, entry);
  return inquiry;
}

/** The link before the first entry. */
export function inquiryChainStart(inquiryId: InquiryId): Digest {
  return canonicalHash(['yishi-inquiry-log-v1', inquiryId]) as Digest;
}

/** What is chained, by `nextLink` of a sitting's log. */
export function inquiryEntryHash(entry: InquiryEntry): Digest {
  return canonicalHash(entry) as Digest;
}

function apply(inquiry: Inquiry, { event, at }: InquiryEntry): void {
  switch (event.type) {
    case 'InquiryPlanned':
      Object.assign(inquiry, { sittingId: event.sittingId, code: event.code, plan: event.plan });
      return;
    case 'PlanChanged':
      inquiry.plan = event.plan;
      return;
    case 'InquiryStarted':
      inquiry.stage = 'live';
      inquiry.startedAt = at;
      show(inquiry, inquiry.queue, at);
      return;
    case 'InquiryEnded':
      inquiry.stage = 'ended';
      inquiry.endedAt = at;
      inquiry.queue = [];
      return;
    case 'SegmentSet':
      inquiry.segment = event.segment;
      return;
    case 'QueueSet':
      inquiry.queue = event.questionIds;
      // Before the start the committee orders its questions among itself.
      if (inquiry.stage === 'live') show(inquiry, event.questionIds, at);
      return;
    case 'StreamStartSet':
      inquiry.streamStartedAt = event.at;
      return;
    case 'BallotSet':
      inquiry.ballotPaperId = event.paperId;
      return;
    case 'IntakeSet':
      inquiry.paused = event.paused;
      inquiry.slowSeconds = event.slowSeconds;
      inquiry.plan = { ...inquiry.plan, naming: event.naming };
      return;
    case 'BlockedWordsSet':
      inquiry.blockedWords = event.words;
      return;
    case 'AskerBanned':
      inquiry.bans.set(event.viewerId, { reason: event.reason, at, questionId: event.questionId });
      return;
    case 'BanLifted':
      inquiry.bans.delete(event.viewerId);
      return;
    case 'QuestionPrepared':
    case 'QuestionAsked':
    case 'SpeechRequested':
      begin(inquiry, event, at);
      return;
    default:
      evolveQuestion(inquiry, event, at);
  }
}

function show(inquiry: Inquiry, questionIds: readonly QuestionId[], at: number): void {
  setQuestions(inquiry, questionIds, (question) =>
    question.state === 'submitted' ? { state: 'waiting', shownAt: at } : {},
  );
}

type Beginning = Extract<InquiryEvent, { type: 'QuestionPrepared' | 'QuestionAsked' | 'SpeechRequested' }>;

function begin(inquiry: Inquiry, event: Beginning, at: number): void {
  const { questionId, text } = event;
  const question: Question = {
    questionId,
    number: inquiry.questions.size + 1,
    ...origin(event),
    askedAt: at,
    state: 'submitted',
    text,
    textVersion: 1,
    originalText: text,
    shownAt: null,
    editedWhenShown: null,
    labels: [],
    departmentId: null,
    claim: null,
    mergedInto: null,
    before: null,
    reason: null,
    decidedAt: null,
    turns: [],
  };
  if (event.type === 'QuestionPrepared') question.departmentId = event.departmentId;
  if (event.type === 'QuestionAsked') {
    question.askedAt = event.askedAt;
    remember(inquiry, event);
    if (event.rejected)
      Object.assign(question, {
        state: 'rejected',
        before: 'submitted',
        reason: event.rejected,
        decidedAt: at,
      });
  }
  inquiry.questions.set(questionId, question);
}

function origin(event: Beginning): { source: QuestionSource; asker: Asker } {
  switch (event.type) {
    case 'QuestionAsked': {
      const { viewerId, key, name } = event;
      return { source: 'public', asker: { kind: 'viewer', viewerId, key, name } };
    }
    case 'SpeechRequested':
      return { source: 'member', asker: { kind: 'deputy', deputyId: event.deputyId, name: event.name } };
    case 'QuestionPrepared': {
      const { deputyId, name } = event;
      return {
        source: 'prepared',
        asker: deputyId === null ? { kind: 'committee', name } : { kind: 'deputy', deputyId, name },
      };
    }
  }
}

function remember({ askers }: Inquiry, { viewerId, questionId }: Extract<Beginning, { viewerId: unknown }>) {
  const asker = askers.get(viewerId);
  if (asker) asker.questionIds.push(questionId);
  else askers.set(viewerId, { number: askers.size + 1, questionIds: [questionId] });
}
