package dev.failoverlab.consumer.delivery;

/** What came of waiting for more lines. */
enum Growth {

	/** There are more. */
	MORE,

	/** There are none as yet. */
	NONE_YET,

	/** There will be none. */
	CLOSED

}
