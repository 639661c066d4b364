import type { TFunction } from 'i18next';
import type { InquiryEvent } from '../../../shared/inquiry/events.ts';
import type { ToldInquiryEntry, ToldInquiryEvent } from '../../../shared/inquiry/log-protocol.ts';
import type { LogRow, Options } from '../../accounts/log-rows.ts';

type EventType = InquiryEvent['type'];

export const entryKinds = ['frame', 'asked', 'moderation', 'floor', 'words', 'rules'] as const;

/** By which the log is filtered. Exhaustive: an event that is new does not compile without its kind. */
const kindOf = {
  InquiryPlanned: 'frame',
  PlanChanged: 'frame',
  InquiryStarted: 'frame',
  SegmentSet: 'frame',
  InquiryEnded: 'frame',
  StreamStartSet: 'frame',
  BallotSet: 'frame',
  QuestionPrepared: 'asked',
  QuestionAsked: 'asked',
  SpeechRequested: 'asked',
  QuestionWithdrawn: 'asked',
  QueueSet: 'floor',
  QuestionPut: 'floor',
  AnswerBegun: 'floor',
  FollowedUp: 'floor',
  QuestionFinished: 'floor',
  QuestionReturned: 'floor',
  TurnWritten: 'words',
  AnsweredInWriting: 'words',
  QuestionsClaimed: 'moderation',
  QuestionsReleased: 'moderation',
  QuestionsApproved: 'moderation',
  QuestionsRejected: 'moderation',
  QuestionsReferred: 'moderation',
  QuestionsRestored: 'moderation',
  QuestionEdited: 'moderation',
  QuestionsLabelled: 'moderation',
  QuestionsAssigned: 'moderation',
  QuestionsMerged: 'moderation',
  QuestionUnmerged: 'moderation',
  AskerBanned: 'moderation',
  BanLifted: 'moderation',
  IntakeSet: 'rules',
  BlockedWordsSet: 'rules',
} as const satisfies Record<EventType, (typeof entryKinds)[number]>;

/** Where one event is said in several ways. */
export type SaidOtherwise =
  | 'QuestionAskedAndRejected'
  | 'AnswerBegunByOfficial'
  | 'QuestionFinishedReferred'
  | 'StreamStartUnset'
  | 'BallotUnset'
  | 'QuestionsUnlabelled'
  | 'QuestionsUnassigned'
  | 'IntakePaused';

export interface EntryWording {
  t: TFunction<['inquiry-log', 'acts', 'inquiry', 'moderation']>;
  format: {
    number(value: number): string;
    dateTime(at: number): string;
  };
  /** A reason that the server gave is worded, a person's stays as it is. */
  reason: (reason: string) => string;
}

export function entryRows(wording: EntryWording, entries: readonly ToldInquiryEntry[]): LogRow[] {
  return entries.map((entry) => ({
    number: entry.version,
    at: entry.at,
    type: entry.event.type,
    kind: kindOf[entry.event.type],
    people: peopleOf(entry),
    link: entry.link,
    say: () => entryWords(wording, entry),
  }));
}

/** Those who did something, in the order in which they come up. */
export function peopleIn(entries: readonly ToldInquiryEntry[]): Options {
  const people = new Map<string, string>();
  for (const { by } of entries) {
    if (by.who === 'account') people.set(by.accountId, by.name);
    if (by.who === 'deputy') people.set(by.deputyId, by.name);
  }
  return [...people];
}

function peopleOf({ by }: ToldInquiryEntry): string[] {
  if (by.who === 'server') return [];
  return [by.who === 'account' ? by.accountId : by.deputyId];
}

function keyOf({ type, reason, official, outcome, at, on, department, paused, count }: ToldInquiryEvent) {
  const said: EventType | SaidOtherwise = (() => {
    switch (type) {
      case 'QuestionAsked':
        return reason === undefined ? type : 'QuestionAskedAndRejected';
      case 'AnswerBegun':
        return official === undefined ? type : 'AnswerBegunByOfficial';
      case 'QuestionFinished':
        return outcome === 'referred' ? 'QuestionFinishedReferred' : type;
      case 'StreamStartSet':
        return at === undefined ? 'StreamStartUnset' : type;
      case 'BallotSet':
        return count === 0 ? 'BallotUnset' : type;
      case 'QuestionsLabelled':
        return on === false ? 'QuestionsUnlabelled' : type;
      case 'QuestionsAssigned':
        return department === undefined ? 'QuestionsUnassigned' : type;
      case 'IntakeSet':
        return paused ? 'IntakePaused' : type;
      default:
        return type;
    }
  })();
  return said;
}

/** More numbers than these are counted. */
const NAMED = 12;

export function entryWords(wording: EntryWording, { by, event }: ToldInquiryEntry): string {
  const { t, format, reason } = wording;
  const numbers = event.questions ?? [];
  const questions =
    numbers.length > NAMED
      ? t('many', { count: numbers.length })
      : t('numbers', { list: numbers.map((number) => format.number(number)).join(t('comma')) });
  return t(`sentence.${keyOf(event)}`, {
    who: by.who === 'server' ? t('acts:server') : by.name,
    questions,
    into: event.into === undefined ? '' : format.number(event.into),
    number: event.count === undefined ? '' : format.number(event.count),
    title: event.title ?? '',
    reason: event.reason === undefined ? '' : reason(event.reason),
    label: event.label ?? '',
    department: event.department ?? '',
    official: event.official ?? '',
    segment: event.segment === undefined ? '' : t(`inquiry:segment.${event.segment}`),
    time: event.at === undefined ? '' : format.dateTime(event.at),
    seconds: event.slowSeconds === undefined ? '' : format.number(event.slowSeconds),
    naming: event.naming === undefined ? '' : t(`moderation:settings.namings.${event.naming}`),
  });
}
