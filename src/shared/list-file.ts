const endings = /\.(txt|list|urls|csv|url|webloc)$/i

/** Whether a location is a file that lists addresses. An address of the web may end alike. */
export const isListFile = (location: string): boolean =>
  !/^https?:/i.test(location) && endings.test(location.trim())
