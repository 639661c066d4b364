/**
 * Questions that ask much the same, by the characters they share: Chinese has no spaces between words. Grams are Han
 * characters and pairs of them, of other scripts three letters of a word, its ends included. What many have says little.
 */
export class SimilarQuestions {
  readonly #placeOf = new Map<string, number>();
  readonly #places: (Place | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #grams = new Map<string, Gram>();

  get size(): number {
    return this.#placeOf.size;
  }

  /** Adds a question, or replaces its text. */
  set(questionId: string, text: string): void {
    this.remove(questionId);
    const at = this.#free.pop() ?? this.#places.length;
    const grams = gramsOf(text).map((letters) => {
      const gram = this.#grams.get(letters) ?? { letters, holders: new Set() };
      this.#grams.set(letters, gram);
      gram.holders.add(at);
      return gram;
    });
    this.#places[at] = { questionId, grams };
    this.#placeOf.set(questionId, at);
  }

  remove(questionId: string): void {
    const at = this.#placeOf.get(questionId);
    if (at === undefined) return;
    for (const { letters, holders } of this.#places[at]!.grams) {
      holders.delete(at);
      if (holders.size === 0) this.#grams.delete(letters);
    }
    this.#places[at] = undefined;
    this.#placeOf.delete(questionId);
    this.#free.push(at);
  }

  /**
   * The nearest first. The score is from 0 (nothing in common) to 1 (the same grams); what lies under `least` is left out.
   * Half a question that somebody is typing is near the whole of it.
   */
  find(text: string, { limit = 5, least = 0.25 } = {}): Similar[] {
    const grams = gramsOf(text).map((letters) => this.#grams.get(letters) ?? unknown);
    const whole = this.#weightOf(grams);
    const common = this.#inCommon(grams);
    const best: Similar[] = [];
    // A question weighs at least what it has in common: so much it can score at most, and the rest need not be weighed.
    for (const at of mostFirst(common, least * least * whole)) {
      const enough = best.length < limit ? least : best.at(-1)!.score;
      if (common[at]! < enough * enough * whole) break;
      const { questionId, grams } = this.#places[at]!;
      const score = common[at]! / Math.sqrt(whole * this.#weightOf(grams));
      if (score < enough) continue;
      best.push({ questionId, score });
      best.sort((a, b) => b.score - a.score || (a.questionId < b.questionId ? -1 : 1)).splice(limit);
    }
    return best;
  }

  /** The weight of the grams that each question shares with these, by its place. */
  #inCommon(grams: readonly Gram[]): Float64Array {
    const common = new Float64Array(this.#places.length);
    for (const gram of grams) {
      const weight = this.#weight(gram);
      if (weight > 0) for (const at of gram.holders) common[at]! += weight;
    }
    return common;
  }

  #weightOf(grams: readonly Gram[]): number {
    let sum = 0;
    for (const gram of grams) sum += this.#weight(gram);
    return sum;
  }

  #weight({ holders }: Gram): number {
    if (holders.size > COMMON && holders.size * 10 > this.size) return 0;
    return Math.log(1 + (this.size + 1) / (holders.size + 1));
  }
}

interface Similar {
  questionId: string;
  score: number;
}
interface Gram {
  letters: string;
  /** The places of the questions that have it. */
  holders: Set<number>;
}
interface Place {
  questionId: string;
  grams: readonly Gram[];
}

/** One that no question has. */
const unknown: Gram = { letters: '', holders: new Set() };

/** The places with enough, those with the most first. */
function mostFirst(common: Float64Array, enough: number): number[] {
  const places: number[] = [];
  for (const [at, weight] of common.entries()) if (weight > 0 && weight >= enough) places.push(at);
  return places.sort((a, b) => common[b]! - common[a]!);
}

/** What more than so many have, and one in ten of all, tells nothing apart. */
const COMMON = 20;

/** Each once. */
function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  const add = (letters: readonly string[], size: number) => {
    for (let at = 0; at + size <= letters.length; at++) grams.add(letters.slice(at, at + size).join(''));
  };
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(words)) {
    const letters = [...word];
    if (isHan(word)) {
      add(letters, 1);
      add(letters, 2);
    } else add([' ', ...letters, ' '], 3);
  }
  return [...grams];
}

const words = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;
const isHan = (word: string) => /^\p{Script=Han}/u.test(word);
