import type { Journal } from '../../server/chamber/journal/contract.ts';
import type { Witness } from '../../server/demo/device.ts';
import { canonicalJson } from '../../shared/bytes.ts';
import type { CommandId, SittingId } from '../../shared/ids.ts';
import { broadcasts } from '../../shared/protocol.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import { unborn } from '../../shared/sitting/state.ts';
import { type View, viewFor } from '../../shared/views.ts';

const commandRoute = /^\/api\/sittings(?:\/[^/]+\/(?:roll\/changes|papers|cards))?$/;

/** What the people of one sitting were told, held against what its journal says in the end. */
export class Heard {
  readonly #views = new Set<string>();
  readonly #acknowledged: number[] = [];
  /** Cards whose answer was lost, which is then all that can be said of them. */
  #lostCards = 0;

  readonly witness: Witness = (from, text) => {
    if (from === 'sitting:view') this.#views.add(text);
    if (from !== 'sitting:command' && !commandRoute.test(from)) return;
    const answer = JSON.parse(text);
    if (answer.refused?.code === 'act-repeated') this.#lostCards++;
    const version: number | undefined = from === 'sitting:command' ? answer.ok?.version : answer.version;
    if (version !== undefined) this.#acknowledged.push(version);
  };

  /**
   * `undone`: versions that a command was acknowledged with and that the journal does not have for exactly one command.
   * `unfounded`: views that somebody was shown and that the journal does not lead to at their version.
   */
  async compare(journal: Journal, sittingId: SittingId): Promise<{ undone: number[]; unfounded: string[] }> {
    const rows = await journal.read(sittingId);
    const ledTo = new Map<CommandId, number>();
    const heard = new Set(this.#acknowledged);
    let lostCards = this.#lostCards;
    for (const { chained, commandId } of rows) {
      const { by, event, version } = chained.entry;
      const lost = event.type === 'CardsIssued' && !heard.has(version) && lostCards-- > 0;
      if (by.role !== 'system' && !lost) ledTo.set(commandId, version);
    }
    const inJournal = [...ledTo.values()].sort((a, b) => a - b).join();
    const acknowledged = this.#acknowledged.sort((a, b) => a - b);
    const undone = acknowledged.filter((version, at) => acknowledged[at - 1] === version);
    if (acknowledged.join() !== inJournal) {
      const known = new Set(ledTo.values());
      undone.push(...acknowledged.filter((version) => !known.delete(version)), ...known);
    }
    return {
      undone,
      unfounded: this.#unfounded(
        rows.map(({ chained }) => chained.entry),
        sittingId,
      ),
    };
  }

  #unfounded(entries: readonly Parameters<typeof evolve>[1][], sittingId: SittingId): string[] {
    const shown = Map.groupBy(
      [...this.#views].map((text) => broadcasts['sitting:view'].parse(JSON.parse(text))),
      ({ version }) => version,
    );
    const unfounded: string[] = [];
    let sitting = unborn(sittingId);
    for (const entry of entries) {
      sitting = evolve(sitting, entry);
      for (const { view } of shown.get(entry.version) ?? []) {
        const due = viewFor(sitting, view.audience, new Map());
        if (spelled(view) !== spelled(due)) unfounded.push(`${view.audience} at version ${entry.version}`);
      }
      shown.delete(entry.version);
    }
    for (const version of shown.keys()) unfounded.push(`version ${version}, which the journal does not have`);
    return unfounded;
  }
}

/** Turnout is no event: it moves by the clock. */
function spelled(view: View): string {
  return canonicalJson(
    JSON.parse(JSON.stringify({ ...view, votes: view.votes.map((vote) => ({ ...vote, turnout: null })) })),
  );
}
