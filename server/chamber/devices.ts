import type { DeviceLine, DeviceReport, DeviceState } from '../../shared/devices.ts';
import type { DeputyId, SittingId } from '../../shared/ids.ts';

type SendDevices = (devices: readonly DeviceLine[]) => void;

/** What the list needs to know of sittings and sessions. */
export interface Surroundings {
  deputies(sittingId: SittingId): readonly DeputyId[];
  signedIn(sittingId: SittingId): ReadonlySet<DeputyId>;
  isVoteOpen(sittingId: SittingId): boolean;
}

interface Tablet {
  /** By socket: what its page last said, null before it has said anything. */
  pages: Map<string, DeviceReport | null>;
  /** The last line was closed on purpose. */
  goodbye: boolean;
  build: string | null;
}
interface Hall {
  tablets: Map<DeputyId, Tablet>;
  published: readonly DeviceLine[] | null;
  sends: Set<SendDevices>;
}

const STEP_MS = 1000;

/**
 * Which tablets are there, for the desk. All of it is in memory and none of it is logged. While a vote is open the list
 * moves in steps of `openStepMs` that nothing a tablet does can hurry: who closes a tablet after casting must not be seen to do so
 * at that moment, least of all beside the turnout. Nor does a tablet then fall asleep on the list: the last touch is often the cast,
 * and sleep follows it by the tablet's own clock.
 */
export class Devices {
  readonly #build: string;
  readonly #around: Surroundings;
  readonly #halls = new Map<SittingId, Hall>();

  constructor(build: string, around: Surroundings, openStepMs: number) {
    this.#build = build;
    this.#around = around;
    setInterval(() => this.#publish(false), STEP_MS).unref();
    setInterval(() => this.#publish(true), openStepMs).unref();
  }

  /** A page of this deputy's is connected. */
  came(sittingId: SittingId, deputyId: DeputyId, page: string): void {
    this.#tablet(sittingId, deputyId).pages.set(page, null);
  }

  reported(sittingId: SittingId, deputyId: DeputyId, page: string, report: DeviceReport): void {
    const tablet = this.#tablet(sittingId, deputyId);
    tablet.pages.set(page, report);
    tablet.build = report.build;
  }

  /** `goodbye`: the page closed its line itself, it did not break. */
  went(sittingId: SittingId, deputyId: DeputyId, page: string, goodbye: boolean): void {
    const tablet = this.#tablet(sittingId, deputyId);
    // A tablet that goes to sleep says so, and its line breaks when it pleases the system.
    tablet.goodbye = goodbye || tablet.pages.get(page)?.visible === false;
    tablet.pages.delete(page);
  }

  /** Follows the list from as it was published last: looking again and again shows no more than its steps. */
  watch(sittingId: SittingId, send: SendDevices): () => void {
    const hall = this.#hall(sittingId);
    hall.published ??= this.#list(sittingId, hall);
    hall.sends.add(send);
    send(hall.published);
    return () => hall.sends.delete(send);
  }

  #publish(open: boolean): void {
    for (const [sittingId, hall] of this.#halls) {
      if (this.#around.isVoteOpen(sittingId) !== open) continue;
      const list = this.#list(sittingId, hall);
      if (JSON.stringify(list) === JSON.stringify(hall.published)) continue;
      hall.published = list;
      for (const send of hall.sends) send(list);
    }
  }

  #list(sittingId: SittingId, { tablets, published }: Hall): DeviceLine[] {
    const signedIn = this.#around.signedIn(sittingId);
    const awake = this.#around.isVoteOpen(sittingId) ? awakeIn(published) : new Map();
    return this.#around.deputies(sittingId).map((deputyId) => {
      const tablet = signedIn.has(deputyId) ? tablets.get(deputyId) : undefined;
      const now = tablet ? stateOf(tablet) : signedIn.has(deputyId) ? 'lost' : 'never';
      const state = now === 'asleep' ? (awake.get(deputyId) ?? now) : now;
      return { deputyId, state, oldBuild: (tablet?.build ?? this.#build) !== this.#build };
    });
  }

  #hall(sittingId: SittingId): Hall {
    const hall = this.#halls.get(sittingId) ?? { tablets: new Map(), published: null, sends: new Set() };
    this.#halls.set(sittingId, hall);
    return hall;
  }

  #tablet(sittingId: SittingId, deputyId: DeputyId): Tablet {
    const { tablets } = this.#hall(sittingId);
    const tablet = tablets.get(deputyId) ?? { pages: new Map(), goodbye: false, build: null };
    tablets.set(deputyId, tablet);
    return tablet;
  }
}

/** Tablets that the list showed as in use, and how. */
function awakeIn(list: readonly DeviceLine[] | null): Map<DeputyId, DeviceState> {
  return new Map(
    (list ?? []).flatMap(({ deputyId, state }) =>
      state === 'ready' || state === 'unfit' ? [[deputyId, state] as const] : [],
    ),
  );
}

/** Of several pages of one deputy the best counts: that is the one in hand. */
function stateOf({ pages, goodbye }: Tablet): DeviceState {
  if (pages.size === 0) return goodbye ? 'asleep' : 'lost';
  const inView = [...pages.values()].filter((report) => report?.visible);
  if (inView.length === 0) return 'asleep';
  return inView.some((report) => report?.ready) ? 'ready' : 'unfit';
}
