import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { BallotId } from '../../shared/ids.ts';

/** The steps in which one ballot is sealed, as they can be seen on the disk. */
export const sealSteps = ['sealed-file-written', 'urn-destroyed', 'key-destroyed'] as const;
export type SealStep = (typeof sealSteps)[number];

/** How far the seal of a vote's ballots is, read from the server's folder while it runs or after its death. */
export class SealOnDisk {
  readonly #dataDir: string;
  readonly #ballotIds: readonly BallotId[];

  constructor(dataDir: string, ballotIds: readonly BallotId[]) {
    this.#dataDir = dataDir;
    this.#ballotIds = ballotIds;
  }

  /** Three for each ballot, one ballot after the other. */
  get steps(): number {
    return this.#ballotIds.length * sealSteps.length;
  }

  /** How many steps are done. */
  done(): number {
    let done = 0;
    while (done < this.steps && this.#isDone(done)) done++;
    return done;
  }

  /** What was done last; null before the first step. */
  last(): SealStep | null {
    const done = this.done();
    return done === 0 ? null : sealSteps[(done - 1) % sealSteps.length]!;
  }

  /** Resolves as soon as so many steps are done: the folders tell of every change. */
  async reaches(steps: number): Promise<void> {
    const watchers: FSWatcher[] = [];
    try {
      await new Promise<void>((reached, failed) => {
        const look = () => this.done() >= steps && reached();
        for (const folder of ['sealed', 'urns', 'keys']) {
          watchers.push(watch(join(this.#dataDir, folder), look).on('error', failed));
        }
        look();
      });
    } finally {
      for (const watcher of watchers) watcher.close();
    }
  }

  #isDone(step: number): boolean {
    const ballotId = this.#ballotIds[Math.floor(step / sealSteps.length)]!;
    const there = (folder: string, ending: string) =>
      existsSync(join(this.#dataDir, folder, ballotId + ending));
    switch (sealSteps[step % sealSteps.length]!) {
      case 'sealed-file-written':
        return there('sealed', '.json');
      case 'urn-destroyed':
        return !there('urns', '.urn');
      case 'key-destroyed':
        return !there('keys', '.pem');
    }
  }
}
