/** The same library without subtitles of its own, encryption and other voices: a third less to load. It has no types of its own. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
