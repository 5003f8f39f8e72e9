"""The chart page: one file that opens with the network off and works the plan out by itself."""
