import { expect, test, vi } from 'vitest';
import { Onlookers } from '../../server/chamber/onlookers.ts';
import type { Event } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import { checkIn, checkOut, deputyId, inSession, sittingAfter } from '../rules/sitting-fixture.ts';

test('[B3] a tablet that was away hears of a change that brings back what it last saw', async () => {
  const sitting = sittingAfter(inSession());
  const onlookers = new Onlookers(sitting);
  const happens = (event: Event) => {
    const by = { role: 'system' } as const;
    evolve(sitting, { version: sitting.version + 1, at: 2_000_000, by, event });
    onlookers.changed();
  };
  const seen: boolean[] = [];
  const look = () => onlookers.watchSelf(deputyId(5), ({ self }) => seen.push(self.present))!;
  const away = look();
  away();
  happens(checkOut(5));
  look();
  happens(checkIn(5));
  await vi.waitFor(() => expect(seen).toEqual([true, false, true]));
  onlookers.stop();
});
