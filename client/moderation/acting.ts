import type { QuestionId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { Answer } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { Act, ActName } from './acts.ts';

/** What is under way with a question, or why it was not done. `unconfirmed`: no answer yet, it is being sent again. */
export interface Mark {
  name: ActName;
  phase: 'sending' | 'unconfirmed' | 'refused';
  refusal: Refusal | null;
}

/** What was done last, and whether it can be taken back. */
export interface Done {
  name: ActName;
  count: number;
  /** It was the taking back of this act. */
  undid: boolean;
}

/** Several were to be done and one of them could not: none was. */
export interface Stopped {
  name: ActName;
  refusal: Refusal;
  /** The one that could not; null where it is not known. */
  at: QuestionId | null;
  /** How many of the same act were carried out before. */
  before: number;
  /** All the others, and how to do it with them. */
  rest: readonly QuestionId[];
  make: (ids: readonly QuestionId[]) => Act;
}

export interface ActingState {
  marks: ReadonlyMap<QuestionId, Mark>;
  done: Done | null;
  stopped: Stopped | null;
  /** What would be taken back now; null where nothing can. */
  undoable: { name: ActName; count: number } | null;
}

/** `onTrouble`: no answer yet, it is being sent again. */
type Send = (
  command: InquiryCommand,
  options: { onTrouble: () => void },
) => Promise<Answer<{ version: number }>>;
type Make = (ids: readonly QuestionId[]) => Act;
interface Undoable extends NonNullable<Act['undo']> {
  of: Act;
}

/** As many acts as a session keeps to take back. */
const KEPT = 100;

/**
 * Carries out acts while the next one is being decided. What is sent is marked until the view shows it; what is refused
 * keeps its reason until somebody has seen to it.
 */
export class Acting {
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();
  readonly #undoable: Undoable[] = [];
  readonly #underWay = new Set<Promise<boolean>>();
  #state: ActingState = { marks: new Map(), done: null, stopped: null, undoable: null };

  constructor(send: Send) {
    this.#send = send;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): ActingState => this.#state;

  /** Resolves with whether all of it was carried out; with nothing to do there is nothing to carry out. */
  perform(ids: readonly QuestionId[], make: Make): Promise<boolean> {
    const performed = this.#perform(ids, make);
    this.#underWay.add(performed);
    const over = () => this.#underWay.delete(performed);
    performed.then(over, over);
    return performed;
  }

  async #perform(ids: readonly QuestionId[], make: Make): Promise<boolean> {
    const act = make(ids);
    if (act.ids.length === 0) return true;
    this.#mark(act.ids, { name: act.name, phase: 'sending', refusal: null });
    const { refused, carried } = await this.#carryOut(act);
    if (!refused) {
      this.#mark(act.ids, null);
      this.#keep(act);
      this.#set({ done: { name: act.name, count: act.ids.length, undid: false }, stopped: null });
      return true;
    }
    const left = act.ids.slice(carried);
    const at = left.length === 1 ? left[0]! : culprit(refused, left);
    this.#mark(act.ids, null);
    if (at !== null) this.#mark([at], { name: act.name, phase: 'refused', refusal: refused });
    const rest = left.filter((id) => id !== at);
    const stopped =
      rest.length > 0 ? { name: act.name, refusal: refused, at, before: carried, rest, make } : null;
    this.#set({ done: null, stopped });
    return false;
  }

  /** Does what nobody asked for by itself: nothing is said of it, whatever comes of it. */
  async quietly(act: Act): Promise<void> {
    for (const command of act.commands)
      if ('refused' in (await this.#send(command, { onTrouble: () => {} }))) return;
  }

  /** Takes the last act back that can be: also one that is still under way when somebody thinks better of it. */
  async undo(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    const last = this.#undoable.pop();
    if (!last) return;
    this.#tellUndoable();
    const { of, commands } = last;
    this.#mark(of.ids, { name: last.name, phase: 'sending', refusal: null });
    const { refused } = await this.#carryOut({ name: last.name, ids: of.ids, commands });
    this.#mark(of.ids, refused ? { name: last.name, phase: 'refused', refusal: refused } : null);
    this.#set({ done: refused ? null : { name: of.name, count: of.ids.length, undid: true }, stopped: null });
  }

  /** Somebody has read why it was not done. */
  seen(ids: readonly QuestionId[]): void {
    if (ids.some((id) => this.#state.marks.get(id)?.phase === 'refused')) this.#mark(ids, null);
  }
  readonly forgetStopped = (): void => this.#set({ stopped: null });

  /** One command after the other; `carried` questions were done before the one that was refused. */
  async #carryOut({ name, ids, commands }: Pick<Act, 'name' | 'ids' | 'commands'>): Promise<{
    refused: Refusal | null;
    carried: number;
  }> {
    const onTrouble = () => this.#mark(ids, { name, phase: 'unconfirmed', refusal: null });
    let carried = 0;
    for (const command of commands) {
      const answer = await this.#send(command, { onTrouble });
      if ('refused' in answer) return { refused: answer.refused, carried };
      carried += 'questionIds' in command ? command.questionIds.length : 1;
    }
    return { refused: null, carried };
  }

  #keep(act: Act): void {
    if (!act.undo) return;
    this.#undoable.push({ ...act.undo, of: act });
    if (this.#undoable.length > KEPT) this.#undoable.shift();
    this.#tellUndoable();
  }

  #tellUndoable(): void {
    const last = this.#undoable.at(-1)?.of;
    this.#set({ undoable: last ? { name: last.name, count: last.ids.length } : null });
  }

  #mark(ids: readonly QuestionId[], mark: Mark | null): void {
    const marks = new Map(this.#state.marks);
    for (const id of ids) {
      if (mark) marks.set(id, mark);
      else marks.delete(id);
    }
    this.#set({ marks });
  }

  #set(change: Partial<ActingState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Of several the refusal names the one that cannot be done, by its place in the command. */
function culprit({ field = '' }: Refusal, ids: readonly QuestionId[]): QuestionId | null {
  const place = /^command\.questionIds\.(\d+)$/.exec(field)?.[1];
  return (place !== undefined && ids[Number(place)]) || null;
}
