/** 2026-01-20 09:00:00, as tables sort it, in this time zone (IANA name). Sweden writes it so. */
export function sortable(timeZone: string): (at: number) => string {
  return (at) => new Date(at).toLocaleString('sv-SE', { timeZone });
}
