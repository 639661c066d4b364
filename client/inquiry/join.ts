import { useSession } from '../session.tsx';

/** Where the public joins: by scanning, or by typing the code at the short address. */
export interface JoinAddress {
  /** With the code in it, for a QR. */
  page: string;
  /** As people type it. */
  short: string;
}

export function useJoinAddress(code: string): JoinAddress {
  const { publicOrigin } = useSession();
  return { page: `${publicOrigin}/g/${code}`, short: `${new URL(publicOrigin).host}/g` };
}

/** Six digits as they are read out. */
export function codeFace(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
