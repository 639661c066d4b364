import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(timezone);

const FORM = 'YYYY-MM-DDTHH:mm:ss';

/** What a clock in the hall shows, as a field for date and time takes it; empty for null. `at`: milliseconds since 1970. */
export function wallTime(at: number | null | undefined, timeZone: string, seconds = false): string {
  if (at === null || at === undefined) return '';
  return dayjs(at)
    .tz(timeZone)
    .format(seconds ? FORM : FORM.slice(0, -3));
}

/** The moment at which a clock in the hall shows this: milliseconds since 1970, null where nothing was filled in, NaN where it is no time. */
export function instantOf(wall: string, timeZone: string): number | null {
  return wall === '' ? null : dayjs.tz(wall, timeZone).valueOf();
}
