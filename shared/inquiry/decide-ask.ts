import { type CommandId, derivedId, QuestionId } from '../ids.ts';
import type { Actor } from '../sitting/commands.ts';
import { accept, type InquiryRules, one, refuse } from './decision.ts';
import { takenIn } from './intake.ts';
import { normalisedQuestion, questionFault } from './question-text.ts';
import type { Question, QuestionState } from './state.ts';

type DeputyActor = Extract<Actor, { role: 'deputy' }>;

/** What members and viewers ask. */
export const askRules: InquiryRules<'AskToSpeak' | 'WithdrawRequest' | 'RecordQuestion'> = {
  AskToSpeak(inquiry, { text }, { actor, commandId, name, onRoll = false }) {
    const { deputyId } = actor as DeputyActor;
    if (!onRoll) return refuse('deputy-unknown');
    if (inquiry.stage !== 'live') return refuse('inquiry-not-live');
    const words = normalisedQuestion(text);
    if (questionFault(words) === 'question-too-long') return refuse('question-too-long', 'command.text');
    const open = [...inquiry.questions.values()].some(
      (question) => isOf(question, deputyId) && beforeTheFloor.includes(question.state),
    );
    if (open) return refuse('speech-requested');
    return accept({
      type: 'SpeechRequested',
      questionId: newQuestion(commandId),
      deputyId,
      name,
      text: words,
    });
  },

  WithdrawRequest(inquiry, { questionId }, { actor }) {
    const request = one(inquiry, questionId, (question, field) => {
      if (!isOf(question, (actor as DeputyActor).deputyId)) return refuse('question-unknown', field);
      if (question.state === 'asked') return refuse('question-on-floor', field);
      return beforeTheFloor.includes(question.state) ? null : refuse('question-state', field);
    });
    return 'refused' in request ? request : accept({ type: 'QuestionWithdrawn', questionId });
  },

  RecordQuestion(inquiry, command, { commandId }) {
    const questionId = newQuestion(commandId);
    if (inquiry.questions.has(questionId)) return accept();
    const { viewerId, key, askedAt } = command;
    return accept({
      type: 'QuestionAsked',
      questionId,
      viewerId,
      key,
      askedAt,
      ...takenIn(inquiry, command),
    });
  },
};

const beforeTheFloor: readonly QuestionState[] = ['submitted', 'waiting'];

/** A request to speak by this deputy; one that the committee prepared is not the deputy's to take back. */
const isOf = ({ source, asker }: Question, deputyId: string) =>
  source === 'member' && asker.kind === 'deputy' && asker.deputyId === deputyId;

const newQuestion = (commandId: CommandId): QuestionId => QuestionId.parse(derivedId(commandId, 'question'));
