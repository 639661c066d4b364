export default {
  title: 'Hall screen',
};
