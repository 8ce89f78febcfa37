/** Answers that are given little by little, without a thread each. */
package org.torrentxt.web.answer;
