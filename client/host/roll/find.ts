import type { Deputy } from '../../../shared/roll.ts';

/** Whether every word that is sought stands in the deputy's name, seat, delegation or number. */
export function matches({ name, seat, delegation, number = '' }: Deputy, sought: string): boolean {
  const text = `${name} ${seat} ${delegation} ${number}`.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
