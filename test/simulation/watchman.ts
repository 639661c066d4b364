import type { Witness } from '../../server/demo/device.ts';
import { broadcasts } from '../../shared/protocol.ts';

/** Words that only a mark, a tally or an outcome brings into a message. */
const telling = /"(?:counts|tally|outcome|marks|elected|carried|verdict)":/;

/** Hears every byte sent to every device and notes each that told of marks before the chair had published. */
export class Watchman {
  readonly leaks: string[] = [];
  heard = 0;

  readonly witness: Witness = (from, text) => {
    this.heard++;
    if (from === 'sitting:view') this.#look(text);
    else if (!from.endsWith('-bundle') && telling.test(text))
      this.leaks.push(`${from}: ${text.slice(0, 200)}`);
  };

  #look(text: string): void {
    const { view } = broadcasts['sitting:view'].parse(JSON.parse(text));
    for (const vote of view.votes) {
      if (vote.stage === 'published') continue;
      if (vote.results !== null) this.leaks.push(`${view.audience} saw results of a ${vote.stage} vote`);
    }
    const unpublished = { ...view, votes: view.votes.filter((vote) => vote.stage !== 'published') };
    if (telling.test(JSON.stringify(unpublished))) this.leaks.push(`${view.audience}: ${text.slice(0, 200)}`);
  }
}
