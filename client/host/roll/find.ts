import type { Deputy } from '../../../shared/roll.ts';

/** Whether every word that is sought stands in the deputy's name, seat or delegation. */
export function matches({ name, seat, delegation }: Deputy, sought: string): boolean {
  const text = `${name} ${seat} ${delegation}`.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
