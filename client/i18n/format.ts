import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.tsx';
import { type Format, formatOf } from './format-of.ts';

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { timeZone } = useSession();
  return useMemo(() => formatOf(i18n.language, timeZone), [i18n.language, timeZone]);
}
