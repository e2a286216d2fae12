package dev.failoverlab.lab.observe;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.QuorumInfo;

/** The voters of the controller quorum. */
final class Voters implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		QuorumInfo quorum = inquiry.answer("the controller quorum",
				inquiry.admin().describeMetadataQuorum().quorumInfo());
		List<Integer> voters = quorum.voters().stream().map(QuorumInfo.ReplicaState::replicaId).sorted().toList();
		inquiry.note("number of voters", voters.size());
		inquiry.note("voters", voters.stream().map(String::valueOf).collect(Collectors.joining(", ")));
		inquiry.note("active controller", quorum.leaderId());
	}

}
