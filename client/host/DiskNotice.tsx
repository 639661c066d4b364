import { useTranslation } from 'react-i18next';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import { useSaid } from '../sitting.tsx';

/** Says to everyone at a desk that the server's disk fills up; nothing while there is room. */
export function DiskNotice() {
  const { t } = useTranslation('host');
  const { number } = useFormat();
  const disk = useSaid('server:disk');
  if (!disk || disk.level === 'fine') return null;
  const figures = { free: number(disk.freeMegabytes), min: number(disk.minMegabytes) };
  return (
    <Notice
      tone={disk.level === 'almostFull' ? 'error' : 'warning'}
      // Read out when it gets worse, not with every figure.
      key={disk.level}
      live
      title={t(`disk.${disk.level}`)}
    >
      {t(`disk.${disk.level}Help`, figures)}
    </Notice>
  );
}
