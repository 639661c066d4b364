import type { AccountId, DepartmentId, DeputyId, QuestionId } from '../ids.ts';
import { idsOf } from './decision.ts';
import { countsOf, doneOf, frameOf, intakeOf, planOf, publicOf, publicQueue } from './frame-view.ts';
import { given } from './given.ts';
import { known } from './groups.ts';
import { LIVE_LIMITS, mostSupportedFirst, newestFirst } from './orders.ts';
import { deskQuestion, publicQuestion, type Supports } from './question-view.ts';
import type { Inquiry, Question, QuestionState } from './state.ts';
import type {
  Crowd,
  DepartmentView,
  DeskView,
  GalleryView,
  HallView,
  InquiryAudience,
  InquiryViewOf,
  MembersView,
  PublicQuestion,
  PublicRecord,
  PublicVote,
} from './views.ts';

/** What lies outside the log. */
export interface AboutInquiry {
  sittingTitle: string;
  crowd: Crowd;
  supports: Supports;
  nameOfAccount(accountId: AccountId): string;
  /** Milliseconds since 1970. */
  now: number;
}

type Maker<A extends InquiryAudience> = (inquiry: Inquiry, about: AboutInquiry) => InquiryViewOf<A>;
const makers: { readonly [A in InquiryAudience]: Maker<A> } = {
  desk: deskView,
  department: departmentView,
  members: membersView,
  hall: hallView,
};

/** What staff, departments, tablets and hall screens may know. Nothing in it is null. */
export function inquiryViewFor<A extends InquiryAudience>(
  inquiry: Inquiry,
  audience: A,
  about: AboutInquiry,
): InquiryViewOf<A> {
  return makers[audience](inquiry, about);
}

/** What everyone in the gallery is sent, however many questions there are. Nothing in it is null. */
export function galleryViewFor(
  inquiry: Inquiry,
  about: AboutInquiry & { votes: GalleryView['votes'] },
): GalleryView {
  const all = publicOf(inquiry);
  const waiting = all.filter(({ state }) => state === 'waiting');
  const top = byRank(waiting, about.supports).slice(0, LIVE_LIMITS.top);
  const newest = waiting.sort(newestFirst);
  const [latest, next, done] = [
    newest.slice(0, LIVE_LIMITS.newest),
    publicQueue(inquiry).slice(0, LIVE_LIMITS.next),
    doneOf(all).slice(0, LIVE_LIMITS.done),
  ];
  return {
    ...frameOf(inquiry, about.sittingTitle),
    intake: intakeOf(inquiry, about.now),
    crowd: about.crowd,
    questions: shown(inquiry, about, [...onFloor(inquiry), ...top, ...latest, ...next, ...done]),
    next: idsOf(next),
    counts: countsOf(all),
    votes: about.votes,
  };
}

/** Everything that everyone may read, for the processes that serve it page by page. */
export function publicRecordFor(
  inquiry: Inquiry,
  about: Pick<AboutInquiry, 'supports'> & { votes: readonly PublicVote[] },
): PublicRecord {
  return { questions: shown(inquiry, about, publicOf(inquiry)), votes: [...about.votes] };
}

function deskView(inquiry: Inquiry, about: AboutInquiry): DeskView {
  const { questions, streamStartedAt, ballotPaperId } = inquiry;
  return {
    ...frameOf(inquiry, about.sittingTitle),
    ...given({ streamStartedAt, ballotPaperId }),
    sittingId: inquiry.sittingId,
    plan: planOf(inquiry.plan),
    version: inquiry.version,
    intake: intakeOf(inquiry, about.now),
    crowd: about.crowd,
    questions: byId([...questions.values()], (question) =>
      deskQuestion(inquiry, question, about.supports, about.nameOfAccount),
    ),
    queue: [...inquiry.queue],
    blockedWords: [...inquiry.blockedWords],
    paused: inquiry.paused,
  };
}

/** What was assigned to a department or put to one; what was merged is answered with what it was merged into. */
function departmentView(inquiry: Inquiry, about: AboutInquiry): DepartmentView {
  const theirs = publicOf(inquiry).filter(
    ({ state, departmentId, turns }) => state !== 'merged' && (departmentId !== null || turns.length > 0),
  );
  const accounts = inquiry.plan.departments.flatMap(
    ({ accountId, departmentId }): [string, DepartmentId][] =>
      accountId === null ? [] : [[accountId, departmentId]],
  );
  return {
    ...frameOf(inquiry, about.sittingTitle),
    questions: shown(inquiry, about, theirs),
    order: idsOf(theirs),
    queued: idsOf(theirs).filter((questionId) => inquiry.queue.includes(questionId)),
    accounts: Object.fromEntries(accounts),
  };
}

const untilAnswered: readonly QuestionState[] = ['submitted', 'waiting', 'asked'];

function membersView(inquiry: Inquiry, about: AboutInquiry): MembersView {
  const queue = publicQueue(inquiry);
  const done = doneOf(publicOf(inquiry)).slice(0, LIVE_LIMITS.done);
  const requests = [...inquiry.questions.values()].flatMap(
    ({ questionId, source, state, asker }): [QuestionId, DeputyId][] =>
      source === 'member' && untilAnswered.includes(state) && asker.kind === 'deputy'
        ? [[questionId, asker.deputyId]]
        : [],
  );
  return {
    ...frameOf(inquiry, about.sittingTitle),
    ...given({ ballotPaperId: inquiry.ballotPaperId }),
    questions: shown(inquiry, about, [...onFloor(inquiry), ...queue, ...done]),
    queue: idsOf(queue),
    done: idsOf(done),
    requests: Object.fromEntries(requests),
  };
}

function hallView(inquiry: Inquiry, about: AboutInquiry): HallView {
  const all = publicOf(inquiry);
  const waiting = all.filter(({ state }) => state === 'waiting');
  const top = byRank(waiting, about.supports).slice(0, LIVE_LIMITS.hall);
  const next = publicQueue(inquiry).slice(0, LIVE_LIMITS.next);
  return {
    ...frameOf(inquiry, about.sittingTitle),
    questions: shown(inquiry, about, [...onFloor(inquiry), ...top, ...next]),
    orders: { top: idsOf(top), next: idsOf(next) },
    counts: countsOf(all),
    crowd: about.crowd,
    intake: intakeOf(inquiry, about.now),
  };
}

/** By supports; equals by age. */
function byRank(questions: readonly Question[], supports: Supports): Question[] {
  const of = ({ questionId }: Question) => supports.get(questionId) ?? 0;
  return questions.toSorted(mostSupportedFirst(of));
}

function onFloor(inquiry: Inquiry): Question[] {
  return inquiry.floor ? [known(inquiry, inquiry.floor.questionId)] : [];
}

function shown(
  inquiry: Inquiry,
  { supports }: Pick<AboutInquiry, 'supports'>,
  questions: readonly Question[],
): Record<string, PublicQuestion> {
  return byId(questions, (question) => publicQuestion(inquiry, question, supports));
}

/** Not by assignment: an id may be the name of something that every object has. */
function byId<V>(questions: readonly Question[], view: (question: Question) => V): Record<string, V> {
  return Object.fromEntries(questions.map((question) => [question.questionId, view(question)]));
}
