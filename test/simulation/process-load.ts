import { readFileSync } from 'node:fs';

export interface ProcessLoad {
  cpuSeconds: number;
  /** Largest resident set so far, megabytes. */
  peakMb: number;
}

const TICKS_PER_SECOND = 100;

/** What a process has used until now, as Linux tells it; nothing elsewhere, and of one that is gone. */
export function loadOf(pid: number | undefined): ProcessLoad {
  try {
    // Fields 14 and 15 after the name, which is in brackets and may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const [, peak = '0'] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/) ?? [];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      peakMb: Math.round(Number(peak) / 1024),
    };
  } catch {
    return { cpuSeconds: 0, peakMb: 0 };
  }
}
