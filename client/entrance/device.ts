import { newId } from '../trying.ts';

const DEVICE = 'yishi.device';
const CARD = 'yishi.card';
const WAY_IN = 'yishi.wayIn';

/** Made once and kept by this browser: a sign-in whose answer was lost can be repeated from here and from nowhere else. */
export function deviceSecret(): string {
  const kept = localStorage.getItem(DEVICE);
  if (kept) return kept;
  const made = newId();
  localStorage.setItem(DEVICE, made);
  return made;
}

/** The card that this tablet is bound to: its deputy comes in with nothing but the PIN. */
export function keptCard(): string | null {
  return localStorage.getItem(CARD);
}
export function keepCard(card: string): void {
  localStorage.setItem(CARD, card);
}

export interface WayIn {
  link: string;
  /** Where to go then; the role's own screen where nothing is said. */
  next: string | null;
  /** Of a takeover that this tablet waits for. */
  ticket?: string;
}

/** The link from the address, taken out of it and kept for this tab: it must not be lost between two steps. */
export function wayIn(): WayIn | null {
  const [link = '', next = null] = location.hash.slice(1).split('&next=');
  if (link !== '') {
    history.replaceState(null, '', location.pathname);
    keepWayIn({ link, next });
  }
  const kept = sessionStorage.getItem(WAY_IN);
  if (kept) return JSON.parse(kept) as WayIn;
  const card = keptCard();
  return card ? { link: card, next } : null;
}
export function keepWayIn(way: WayIn): void {
  sessionStorage.setItem(WAY_IN, JSON.stringify(way));
}

/** Only to addresses of this site. */
export function goOn(next: string): void {
  sessionStorage.removeItem(WAY_IN);
  const address = new URL(next, location.origin);
  location.replace(address.origin === location.origin ? address : '/');
}
