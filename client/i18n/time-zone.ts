import { createContext } from 'react';

/** IANA name of the hall's time zone, in which every page tells times; null outside of whoever knows it. */
export const TimeZone = createContext<string | null>(null);
