import workerPath from 'hls.js/dist/hls.worker.js?url';
import Hls from 'hls.js/light';

/** Plays a stream by Media Source Extensions. `onFailed` when it cannot be mended. Returns how to stop. */
export function playHls(video: HTMLVideoElement, url: string, onFailed: () => void): () => void {
  if (!Hls.isSupported()) {
    onFailed();
    return () => {};
  }
  // A worker from a file of ours: the page's policy lets none be made of text.
  const hls = new Hls({ workerPath, backBufferLength: 60, maxBufferLength: 20, capLevelToPlayerSize: true });
  let mended = false;
  hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
    if (!fatal) return;
    if (type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      hls.recoverMediaError();
    } else {
      onFailed();
    }
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return () => hls.destroy();
}
