import { use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from './format-of.ts';
import { TimeZone } from './time-zone.ts';

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = use(TimeZone);
  if (timeZone === null) throw new Error('useFormat outside of TimeZone');
  return useMemo(() => formatOf(i18n.language, timeZone), [i18n.language, timeZone]);
}
